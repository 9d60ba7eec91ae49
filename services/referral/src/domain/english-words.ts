/** English words for codes that are said aloud: no two that sound or look alike, nothing that could hurt in any pair. */
export const ENGLISH_WORDS: readonly string[] = `
  acorn almond amber anchor apple apricot arrow artist atlas autumn bakery balcony bamboo banjo barley
  basil basket beacon bicycle birch biscuit blossom bonfire bottle boulder branch bridge bubble butter
  cabin cactus camel candle canyon carpet cedar cello chimney cinnamon circle clover cobalt compass
  copper cotton cricket crystal cupboard curtain daisy dolphin dragonfly drawer drum eagle elbow engine
  feather fern fiddle flamingo flannel forest fountain freckle galaxy garden garlic ginger giraffe
  glacier goblet granite grape guitar hammock harbour harvest hedge helmet hillside horizon igloo island
  ivory jasmine jigsaw jungle juniper kayak kitchen kite ladder lagoon lantern lavender leaf lemon lilac
  lizard lobster locket magnet marble meadow mirror mitten mosaic muffin mulberry museum napkin nectar
  needle notebook nutmeg oboe ocean olive onion orbit orchard palace panda pasture peach peanut pelican
  pencil piano picnic pigeon pillow plaza poplar porridge potato prairie pumpkin puzzle quarry quilt
  rabbit radish rainbow raven ribbon rosemary sailor sapling saxophone scarf seagull shovel silver
  skylark slipper snowflake spiral spoon spruce squirrel stable starfish stream sugar sunrise swallow
  teapot toast trumpet tulip tunnel turtle umbrella vanilla village violin voyage waffle walnut whistle
  window yoghurt zebra zigzag
`
  .trim()
  .split(/\s+/);
