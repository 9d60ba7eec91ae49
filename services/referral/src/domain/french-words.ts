/**
 * French words for codes that are said aloud: two syllables or more where possible, no accent to spell, no two that
 * sound or look alike, nothing that could hurt in any pair.
 */
export const FRENCH_WORDS: readonly string[] = `
  album ananas anneau arbre ardoise argile artisan asperge atelier avoine balcon bambou barque basilic
  bassin bateau beurre bijou biscuit bocal bonnet bordure bosquet bougie boussole bouton branche brouette
  brume buisson cacao cadran caillou camion canard cannelle canot caramel carotte cascade castor cerise
  chalet chemin cheval cigale citron clairon clavier coffre colline comptoir concert coquille corail
  corbeille couloir coupole coussin crayon cristal cuisine cuivre dahlia damier dauphin domino drapeau
  duvet falaise fanfare farine fauteuil fenouil ferme feuille figuier flocon fontaine fourmi framboise
  fromage fusain galerie garage glycine grelot grenier guirlande guitare horizon horloge iguane jardin
  kayak kiosque lagune lampe lanterne lapin librairie lierre lilas losange loutre lucarne maison
  mandoline marmite matelas menuisier mimosa miroir moineau moulin muguet murmure musique navette navire
  noisette nuage oasis olive ombrelle orchestre osier ourson ouvrage panorama papillon parasol parfum
  pastel pendule persil piano pilote pinceau piscine placard poirier portique poterie potiron prairie
  quatuor refrain rivage rocher romarin roseau ruban ruisseau sable salade saumon serrure sifflet sillon
  soleil sommet source spirale statue sureau tableau talus terrasse tilleul tirelire tisane toiture
  tomate tournesol trompette tulipe tunnel vanille velours verger viaduc vigne village vitrail voyage
  wagon
`
  .trim()
  .split(/\s+/);
