import {
  SHARED_SETTINGS,
  SettingsError,
  defineSettings,
  integerSetting,
  servicePortSetting,
  textSetting,
  type Environment,
  type Setting,
  type SettingsValues,
} from '@havre/service';
import { SERVICE_KINDS, type AgeLimits, type ServiceKind } from '../domain/freshness.js';
import type { LedgerTerms } from '../domain/ledger-terms.js';
import { isTimeZone } from '../domain/opening-hours.js';
import { minutesByKindSetting, readMinutesByKind, type MinutesByKind } from './by-kind-setting.js';
import type { WorkerSettings } from './worker-settings.js';

const STALE: MinutesByKind = {
  shelter: 120,
  housing: 1_440,
  food: 720,
  health: 720,
  integration: 1_440,
  recreation: 1_440,
};
const EXPIRED: MinutesByKind = {
  shelter: 480,
  housing: 10_080,
  food: 2_880,
  health: 2_880,
  integration: 10_080,
  recreation: 10_080,
};
const JOURNEY: MinutesByKind = {
  shelter: 120,
  housing: 120,
  food: 120,
  health: 120,
  integration: 120,
  recreation: 120,
};
/** No setting may keep an empty bed longer than this. */
const LONGEST_FOR_BEDS = 120;

/** What the ledger reads from its environment beside what every service reads. */
export const CAPACITY_SETTINGS = {
  port: servicePortSetting('capacity'),
  publisherShare: shareSetting(),
  placesPerNeed: integerSetting('HAVRE_PLACES_PER_NEED', {
    default: 20,
    min: 1,
    max: 100,
    description: {
      fr: 'Places qu’un seul besoin peut réserver dans un service qui ne fixe pas sa propre limite.',
      en: 'Places that one need may hold at a service that sets no limit of its own.',
    },
  }),
  timeZone: textSetting('HAVRE_TIME_ZONE', {
    default: 'America/Toronto',
    maxLength: 64,
    description: {
      fr: 'Fuseau horaire de la ville (IANA), pour les services qui n’en donnent pas.',
      en: 'Time zone of the city (IANA), for services that give none.',
    },
  }),
  staleMinutes: minutesByKindSetting('HAVRE_REPORT_STALE_MINUTES', {
    defaults: STALE,
    description: {
      fr: 'Âge à partir duquel un décompte de places est vieilli : proposé après les autres.',
      en: 'Age from which a report of places is stale: ranked after the others.',
    },
  }),
  expiredMinutes: minutesByKindSetting('HAVRE_REPORT_EXPIRED_MINUTES', {
    defaults: EXPIRED,
    description: {
      fr: 'Âge à partir duquel un décompte de places est échu : plus rien n’est réservé dessus.',
      en: 'Age from which a report of places has expired: nothing more is held on it.',
    },
  }),
  journeyLimitMinutes: minutesByKindSetting('HAVRE_JOURNEY_LIMIT_MINUTES', {
    defaults: JOURNEY,
    description: {
      fr: 'Durée la plus longue pendant laquelle une place est gardée pour le trajet ; 120 au plus pour les refuges.',
      en: 'Longest time that a place is kept for the journey; at most 120 for shelters.',
    },
  }),
  expiryIntervalMs: intervalSetting('HAVRE_EXPIRY_INTERVAL_MS', 1_000, {
    fr: 'Intervalle entre deux recherches de réservations échues.',
    en: 'Interval between two looks for holds whose time has run out.',
  }),
  ageingIntervalMs: intervalSetting('HAVRE_AGEING_INTERVAL_MS', 5_000, {
    fr: 'Intervalle entre deux recherches de décomptes qui ont vieilli.',
    en: 'Interval between two looks for reports that have aged.',
  }),
  forgettingIntervalMs: intervalSetting('HAVRE_FORGETTING_INTERVAL_MS', 600_000, {
    fr: 'Intervalle entre deux effacements de ce qui a dépassé sa durée de conservation.',
    en: 'Interval between two removals of what is past its retention time.',
  }),
  batchSize: integerSetting('HAVRE_LEDGER_BATCH', {
    default: 500,
    min: 1,
    max: 5_000,
    description: {
      fr: 'Réservations, décomptes ou services par transaction, au plus.',
      en: 'Most holds, reports or services in one transaction.',
    },
  }),
  driftRetentionDays: integerSetting('HAVRE_DRIFT_RETENTION_DAYS', {
    default: 90,
    min: 1,
    max: 3_650,
    unit: { fr: 'jours', en: 'days' },
    description: {
      fr: 'Combien de temps les écarts entre décomptes et registre sont gardés : des nombres, jamais une personne.',
      en: 'How long differences between counts and the ledger are kept: numbers, never a person.',
    },
  }),
  listingGraceSeconds: integerSetting('HAVRE_LISTING_GRACE_SECONDS', {
    default: 120,
    min: 1,
    max: 86_400,
    unit: { fr: 'secondes', en: 'seconds' },
    description: {
      fr: 'Attente de l’inscription d’un service dont les places sont déjà déclarées.',
      en: 'Wait for the listing of a service whose places are reported already.',
    },
  }),
} as const;

const definition = defineSettings({ ...SHARED_SETTINGS, ...CAPACITY_SETTINGS });

export type CapacitySettings = SettingsValues<(typeof definition)['settings']> & {
  readonly terms: LedgerTerms;
  readonly workers: WorkerSettings;
};

/** @throws SettingsError naming every variable that is wrong, also when two of them do not fit together */
export function readCapacitySettings(environment: Environment): CapacitySettings {
  const values = definition.read(environment);
  const stale = readMinutesByKind(values.staleMinutes, STALE);
  const expired = readMinutesByKind(values.expiredMinutes, EXPIRED);
  const journeyLimitMinutes = readMinutesByKind(values.journeyLimitMinutes, JOURNEY);
  if (SERVICE_KINDS.some((kind) => stale[kind] >= expired[kind]))
    throw wrong(CAPACITY_SETTINGS.expiredMinutes);
  if (journeyLimitMinutes.shelter > LONGEST_FOR_BEDS) throw wrong(CAPACITY_SETTINGS.journeyLimitMinutes);
  if (!isTimeZone(values.timeZone)) throw wrong(CAPACITY_SETTINGS.timeZone);
  return {
    ...values,
    terms: {
      publisherShare: values.publisherShare,
      placesPerNeed: values.placesPerNeed,
      timeZone: values.timeZone,
      journeyLimitMinutes,
      ageLimits: byKind((kind) => ({ staleMinutes: stale[kind], expiredMinutes: expired[kind] })),
    },
    workers: values,
  };
}

function byKind(limitsOf: (kind: ServiceKind) => AgeLimits): LedgerTerms['ageLimits'] {
  return Object.fromEntries(SERVICE_KINDS.map((kind) => [kind, limitsOf(kind)])) as LedgerTerms['ageLimits'];
}

function wrong({ variable, expects }: Setting<unknown>): SettingsError {
  return new SettingsError([{ variable, problem: 'wrong', expects }]);
}

/** A part of the whole, above 0 and up to 1. */
function shareSetting(): Setting<number> {
  return {
    variable: 'HAVRE_PUBLISHER_SHARE',
    description: {
      fr: 'Part d’un service qu’un même service municipal peut réserver à la fois ; une réservation au moins.',
      en: 'Part of one service that one department may hold at a time; one hold at least.',
    },
    expects: { fr: 'nombre de 0.01 à 1', en: 'number, 0.01 to 1' },
    isRequired: false,
    isSecret: false,
    fallback: 0.5,
    parse: (text) => {
      const share = Number(text);
      if (!/^(1|1\.0+|0?\.\d{1,4})$/.test(text) || share < 0.01) throw new TypeError('range');
      return share;
    },
  };
}

function intervalSetting(
  variable: `HAVRE_${string}`,
  milliseconds: number,
  description: { fr: string; en: string },
) {
  return integerSetting(variable, {
    default: milliseconds,
    min: 10,
    max: 86_400_000,
    unit: { fr: 'millisecondes', en: 'milliseconds' },
    description,
  });
}
