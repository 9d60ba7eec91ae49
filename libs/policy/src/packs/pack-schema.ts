import { CHECKS } from '../matching/checks.js';
import { CATEGORIES } from '../verdict.js';

const TEXT = { type: 'string', minLength: 1, maxLength: 2000 };
const TEXTS = { type: 'array', items: TEXT, maxItems: 1000 };
const EXAMPLES = {
  type: 'array',
  minItems: 1,
  maxItems: 200,
  items: { type: ['string', 'object', 'array'] },
};
const PHRASES = {
  ...TEXTS,
  minItems: 1,
  description:
    'Phrases to look for, in lower case and without accents. `word*` a beginning, `(a|b c)` one of, `[the]` or nothing, `..3` up to three words, `#` a number, `^` and `$` the ends of the text, `{list}` a list of this pack. A word in capitals is found in capitals only.',
};

const contexts = (description: string) => ({
  type: 'array',
  maxItems: 20,
  description,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['any'],
    properties: {
      within: {
        type: 'integer',
        minimum: 0,
        maximum: 60,
        default: 6,
        description: 'Greatest number of words between.',
      },
      side: {
        enum: ['before', 'after', 'both'],
        default: 'both',
        description: 'On which side of what was found the words stand.',
      },
      any: PHRASES,
    },
  },
});

const POLICY = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'citation', 'adopted'],
  description: 'The text that the city adopted and that this pack implements.',
  properties: {
    title: { ...TEXT, maxLength: 300, description: 'Title of the text, in its own language.' },
    citation: {
      ...TEXT,
      maxLength: 500,
      not: { pattern: '://|www\\.' },
      description: 'Body, number of the report or by-law, item of the minutes. No link: links rot.',
    },
    adopted: {
      type: 'string',
      pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$',
      description: 'When, as precisely as it is known: "2013", "2013-02", "2013-02-21".',
    },
  },
};

const RULE = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'category', 'source', 'examples'],
  anyOf: [{ required: ['any'] }, { required: ['evidence'] }, { required: ['shapes'] }],
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z0-9]+([.-][a-z0-9]+)*$',
      maxLength: 64,
      description: 'Stable name, unique in the bundle. In a city pack: the name of the pack, a dot, a word.',
    },
    category: {
      enum: CATEGORIES.filter((category) => category !== 'uninspectable'),
      description: 'Kind of status information that it carries; counted by the day, shown by havre check.',
    },
    source: {
      type: 'string',
      minLength: 3,
      maxLength: 500,
      description: 'What the rule rests on: a policy, a statute, a form, the page of an agency.',
    },
    any: PHRASES,
    evidence: {
      ...PHRASES,
      description:
        'Phrases that prove nothing in a sentence by themselves: there the learned second opinion weighs them. Elsewhere, and without a second opinion, they count like those of `any`. Of the base pack only.',
    },
    shapes: {
      ...TEXTS,
      minItems: 1,
      description:
        'Regular expressions of identifiers, over folded text with case kept. No `*`, `+` or `{n,}`: time must stay linear.',
    },
    check: {
      enum: Object.keys(CHECKS),
      description: 'A check that the characters of a shape must pass, such as check digits.',
    },
    in: {
      enum: ['key', 'value', 'sentence'],
      description:
        'Only in names of fields, only in values, or only as evidence in sentences that the second opinion reads. Default: names and values.',
    },
    requires: contexts('Each of these must stand near what was found.'),
    unless: contexts('None of these may stand near what was found.'),
    lookAlikes: {
      type: 'boolean',
      default: true,
      description: 'Whether the look-alikes of this pack hide what the rule finds.',
    },
    examples: {
      type: 'object',
      additionalProperties: false,
      required: ['match', 'clean'],
      description: 'Proof of the rule: the bundle does not load when one of them fails.',
      properties: {
        match: {
          type: 'object',
          minProperties: 1,
          propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z]{2,8})?$' },
          additionalProperties: EXAMPLES,
          description: 'What it must find, by language; texts are tried in every disguise too.',
        },
        clean: { ...EXAMPLES, description: 'Near misses that it must leave alone.' },
      },
    },
  },
};

/** JSON Schema 2020-12 of a policy pack, with descriptions for editors. */
export const PACK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Havre policy pack',
  description: 'Rules that a city adds to those of the base pack. See docs/packs.en.md.',
  type: 'object',
  additionalProperties: false,
  required: ['pack', 'version'],
  properties: {
    pack: {
      type: 'string',
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      maxLength: 64,
      description: 'Name of the pack, the same as its folder.',
    },
    version: {
      type: 'integer',
      minimum: 1,
      description: 'Goes up by one with every change that is enforced.',
    },
    title: {
      type: 'object',
      additionalProperties: { type: 'string', maxLength: 200 },
      description: 'What the pack is called, by language.',
    },
    policy: POLICY,
    freeText: {
      enum: ['off', 'strict', 'screened'],
      description:
        'What the city chose for free text: none, only notes that are positively understood, or all that screening finds nothing in. The most careful pack of a bundle wins. Default: off.',
    },
    lists: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][a-z0-9-]*$' },
      additionalProperties: { ...TEXTS, minItems: 1 },
      description: 'Words used by several rules of this pack, as `{name}`.',
    },
    notTypos: {
      ...TEXTS,
      description:
        'Ordinary words one letter away from a word of a rule of this pack. No other pack sees them.',
    },
    connectors: { ...TEXTS, description: 'Short words that may join run-on words, for this pack.' },
    misspelt: {
      type: 'array',
      maxItems: 400,
      items: { type: 'string', pattern: '^[a-z]{4,40} [a-z]{4,40}$' },
      description: 'Pairs of words that are read where each of them holds a typing error, for this pack.',
    },
    common: {
      ...TEXTS,
      maxItems: 5000,
      description: 'Everyday words, the commonest first. For speed; never changes a verdict.',
    },
    everyday: {
      type: 'string',
      pattern: '^[a-z]+(?: [a-z]+)*$',
      maxLength: 400_000,
      description:
        'Ordinary words of ordinary notes, parted by spaces, the commonest first. For speed; never changes a verdict.',
    },
    lookAlikes: {
      ...TEXTS,
      description:
        'Phrases that only look like status information. They hide their own words from the rules of this pack, and of no other.',
    },
    rules: { type: 'array', maxItems: 2000, items: RULE },
  },
} as const;
