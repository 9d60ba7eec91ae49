/** The published language of Havre: every event, its topic, schema, type and example. */
export { buildAsyncApi } from './asyncapi/build-asyncapi.js';
export { toYaml, type Json } from './asyncapi/to-yaml.js';
export {
  EVENT_TYPES,
  eventDefinition,
  isEventType,
  isPartnerEventType,
  type EventData,
  type EventDefinition,
  type EventType,
  type HavreEvent,
  type PartnerEvent,
  type PartnerEventType,
} from './catalogue.js';
export type { CapacityState, Freshness, ReportedUnit } from './capacity.js';
export type { Direction, EntityKey, Publisher, TopicName } from './definition.js';
export type { OpeningHours, ServiceListing } from './directory.js';
export { eventSchema, partnerEventSchema } from './envelope.js';
export type { IntakeData } from './intake.js';
export { parseEvent, parsePartnerEvent, type InvalidEventCode, type ParseResult } from './parse-event.js';
export { CODE_LISTS, type CodeList } from './phrasebook/codes/code-lists.js';
export { exampleUse, proposeUse, type ProposedUse } from './phrasebook/example-use.js';
export { ALL as NEED_KINDS } from './phrasebook/kinds.js';
export {
  PHRASE_LANGUAGES,
  phraseLanguage,
  UNREVIEWED_LANGUAGES,
  type PhraseLanguage,
} from './phrasebook/phrase-language.js';
export { codeLabel, languageName, phraseText, phraseWords, themeTitle } from './phrasebook/phrase-texts.js';
export type { Phrase, PhraseParameter, PhraseUse } from './phrasebook/phrase.js';
export { PHRASEBOOK } from './phrasebook/phrasebook.js';
export { phraseOf, renderPhrase } from './phrasebook/render-phrase.js';
export { labelsOf, searchPhrases, type FoundPhrase, type PhraseSearch } from './phrasebook/search-phrases.js';
export { clausesOf, suggestPhrases, type ClauseSuggestions } from './phrasebook/suggest-phrases.js';
export { comparePublished } from './publishing/compare-published.js';
export { compareSchemas, type IncompatibleChange } from './publishing/compare-schemas.js';
export { publishedFiles, type PublishedSchema } from './publishing/published-schema.js';
export { readRecord, toRecord, type EventRecord } from './record.js';
export type { OfferData } from './referral.js';
export type { Bilingual, JsonSchema } from './schema.js';
export { TOPICS, type TopicDefinition } from './topics.js';
export type {
  Accessibility,
  AgeGroup,
  Gender,
  Household,
  HouseholdMember,
  Location,
  Need,
  NeedKind,
  Pet,
  Priority,
  Taxonomy,
  UnitType,
} from './vocabulary.js';
