import {
  choiceSetting,
  defineSettings,
  integerSetting,
  servicePortSetting,
  SettingsError,
  SHARED_SETTINGS,
  textSetting,
  type Environment,
  type Setting,
  type SettingsValues,
} from '@havre/service';
import { DEFAULT_LIMITS, type Limits, type PerKind } from '../domain/limits.js';
import { isTimeZone } from '../domain/local-time.js';
import type { CitySettings } from './city-settings.js';
import { largestOf, perKindSetting, readPerKind } from './per-kind-setting.js';
import type { SweepSettings } from './sweep-settings.js';

const DAY_MINUTES = 1_440;
const YEAR_HOURS = 8_760;
const HOURS = { fr: 'heures', en: 'hours' };
const MINUTES = { fr: 'minutes', en: 'minutes' };
const MILLISECONDS = { fr: 'millisecondes', en: 'milliseconds' };

/** What the referral service reads from its environment beside what every service reads. */
export const REFERRAL_SETTINGS = {
  port: servicePortSetting('referral'),
  timeZone: textSetting('HAVRE_TIME_ZONE', {
    default: 'America/Toronto',
    maxLength: 64,
    description: {
      fr: 'Fuseau horaire de la ville (IANA), pour les services qui n’en donnent pas.',
      en: 'Time zone of the city (IANA), for services that give none.',
    },
  }),
  language: choiceSetting('HAVRE_CITY_LANGUAGE', ['fr', 'en'], {
    default: 'fr',
    description: {
      fr: 'Langue des codes parlés pour les ménages qui ne parlent ni français ni anglais.',
      en: 'Language of spoken codes for households that speak neither French nor English.',
    },
  }),
  offerMinutes: perKindSetting('HAVRE_OFFER_MINUTES', {
    limit: DEFAULT_LIMITS.offerMinutes,
    description: {
      fr: 'Minutes pendant lesquelles une offre attend la réponse de l’organisme.',
      en: 'Minutes that an offer waits for the provider’s answer.',
    },
  }),
  journeyMinutes: perKindSetting('HAVRE_JOURNEY_MINUTES', {
    limit: DEFAULT_LIMITS.journeyMinutes,
    description: {
      fr: 'Minutes pendant lesquelles une place acceptée est gardée pour le trajet, si l’organisme n’en dit rien.',
      en: 'Minutes that an accepted place is kept for the journey when the provider does not say.',
    },
  }),
  warnMinutes: perKindSetting('HAVRE_WARN_MINUTES', {
    limit: DEFAULT_LIMITS.warnMinutes,
    description: {
      fr: 'Minutes avant la fin du trajet où le service municipal et l’organisme sont avertis.',
      en: 'Minutes before the end of the journey at which department and provider are warned.',
    },
  }),
  waitLimitHours: perKindSetting('HAVRE_WAIT_LIMIT_HOURS', {
    limit: DEFAULT_LIMITS.waitLimitHours,
    description: {
      fr: 'Heures d’attente après lesquelles un aiguillage se termine sans place.',
      en: 'Hours of waiting after which a referral ends without a place.',
    },
  }),
  arrivedCompletesHours: perKindSetting('HAVRE_ARRIVED_COMPLETES_HOURS', {
    limit: DEFAULT_LIMITS.arrivedCompletesHours,
    description: {
      fr: 'Heures après l’arrivée au bout desquelles un aiguillage se termine de lui-même.',
      en: 'Hours after the arrival at which a referral completes by itself.',
    },
  }),
  opensWithinMinutes: perKindSetting('HAVRE_OPENS_WITHIN_MINUTES', {
    limit: DEFAULT_LIMITS.opensWithinMinutes,
    description: {
      fr: 'Un service fermé est proposé s’il ouvre dans ce délai, en minutes.',
      en: 'A service that is closed is offered when it opens within so many minutes.',
    },
  }),
  loopCap: integerSetting('HAVRE_LOOP_CAP', {
    default: DEFAULT_LIMITS.loopCap,
    min: 1,
    max: 100,
    description: {
      fr: 'Offres faites pour un aiguillage avant qu’une personne s’en occupe.',
      en: 'Offers made for one referral before a person looks at it.',
    },
  }),
  silenceMinutes: integerSetting('HAVRE_LEDGER_SILENCE_MINUTES', {
    default: DEFAULT_LIMITS.silenceMinutes,
    min: 1,
    max: DAY_MINUTES,
    unit: MINUTES,
    description: {
      fr: 'Retard d’une réponse du registre des places après lequel on la lui redemande, puis cherche ailleurs.',
      en: 'How late an answer of the ledger of places may be before it is asked again, then given up for another.',
    },
  }),
  codeAttempts: integerSetting('HAVRE_CODE_ATTEMPTS', {
    default: DEFAULT_LIMITS.codeAttempts,
    min: 1,
    max: 100,
    description: {
      fr: 'Codes faux acceptés pour un aiguillage à une même porte, avant que les codes y soient refusés un temps.',
      en: 'Wrong codes for one referral at one door before codes are refused there for a while.',
    },
  }),
  codeWindowMinutes: integerSetting('HAVRE_CODE_WINDOW_MINUTES', {
    default: DEFAULT_LIMITS.codeWindowMinutes,
    min: 1,
    max: DAY_MINUTES,
    unit: MINUTES,
    description: {
      fr: 'Combien de temps un code faux compte.',
      en: 'How long a wrong code counts.',
    },
  }),
  keepForOnlyFitMinutes: integerSetting('HAVRE_KEEP_FOR_ONLY_FIT_MINUTES', {
    default: DEFAULT_LIMITS.keepForOnlyFitMinutes,
    min: 0,
    max: DAY_MINUTES,
    unit: MINUTES,
    description: {
      fr: 'Avance dans la file pour qui ne peut aller nulle part ailleurs.',
      en: 'Head start in the line for those who fit nowhere else.',
    },
  }),
  urgentHeadStartHours: integerSetting('HAVRE_URGENT_HEAD_START_HOURS', {
    default: DEFAULT_LIMITS.urgentHeadStartHours,
    min: 0,
    max: YEAR_HOURS,
    unit: HOURS,
    description: {
      fr: 'Avance dans la file d’un besoin urgent sur un besoin courant.',
      en: 'Head start in the line of an urgent need over a routine one.',
    },
  }),
  emergencyHeadStartHours: integerSetting('HAVRE_EMERGENCY_HEAD_START_HOURS', {
    default: DEFAULT_LIMITS.emergencyHeadStartHours,
    min: 0,
    max: YEAR_HOURS,
    unit: HOURS,
    description: {
      fr: 'Avance dans la file d’une urgence sur un besoin courant.',
      en: 'Head start in the line of an emergency over a routine need.',
    },
  }),
  sweepIntervalMs: integerSetting('HAVRE_REFERRAL_SWEEP_INTERVAL_MS', {
    default: 1_000,
    min: 10,
    max: 86_400_000,
    unit: MILLISECONDS,
    description: {
      fr: 'Intervalle entre deux recherches de ce que l’heure demande: attentes, fins, oublis.',
      en: 'Interval between two looks for what time asks for: waits, ends, forgetting.',
    },
  }),
  sweepBatch: integerSetting('HAVRE_REFERRAL_BATCH', {
    default: 500,
    min: 1,
    max: 5_000,
    description: {
      fr: 'Aiguillages par transaction, au plus.',
      en: 'Most referrals in one transaction.',
    },
  }),
  forgettingIntervalMs: integerSetting('HAVRE_FORGETTING_INTERVAL_MS', {
    default: 600_000,
    min: 10,
    max: 86_400_000,
    unit: MILLISECONDS,
    description: {
      fr: 'Intervalle entre deux effacements de ce qui a dépassé sa durée de conservation.',
      en: 'Interval between two removals of what is past its retention time.',
    },
  }),
} as const;

const definition = defineSettings({ ...SHARED_SETTINGS, ...REFERRAL_SETTINGS });

/** Everything that the referral service reads, ready to use. */
export type ReferralSettings = SettingsValues<(typeof definition)['settings']> & {
  readonly limits: Limits;
  readonly city: CitySettings;
  readonly sweep: SweepSettings;
};

/**
 * Reads and checks the settings.
 *
 * @throws SettingsError naming every variable that is wrong, never a value
 */
export function readReferralSettings(environment: Environment): ReferralSettings {
  const values = definition.read(environment);
  const { timeZone, language, sweepIntervalMs, sweepBatch, forgettingIntervalMs } = values;
  if (!isTimeZone(timeZone)) throw wrong(REFERRAL_SETTINGS.timeZone);
  return {
    ...values,
    city: { timeZone, language },
    sweep: { intervalMs: sweepIntervalMs, batchSize: sweepBatch, forgettingIntervalMs },
    limits: {
      offerMinutes: within(DAY_MINUTES, REFERRAL_SETTINGS.offerMinutes, values.offerMinutes, 'offerMinutes'),
      journeyMinutes: within(
        DAY_MINUTES,
        REFERRAL_SETTINGS.journeyMinutes,
        values.journeyMinutes,
        'journeyMinutes',
      ),
      warnMinutes: readPerKind(values.warnMinutes, DEFAULT_LIMITS.warnMinutes.standard),
      codeAttempts: values.codeAttempts,
      codeWindowMinutes: values.codeWindowMinutes,
      waitLimitHours: readPerKind(values.waitLimitHours, DEFAULT_LIMITS.waitLimitHours.standard),
      arrivedCompletesHours: readPerKind(
        values.arrivedCompletesHours,
        DEFAULT_LIMITS.arrivedCompletesHours.standard,
      ),
      opensWithinMinutes: readPerKind(values.opensWithinMinutes, DEFAULT_LIMITS.opensWithinMinutes.standard),
      loopCap: values.loopCap,
      silenceMinutes: values.silenceMinutes,
      retentionDays: values.retentionDays,
      keepForOnlyFitMinutes: values.keepForOnlyFitMinutes,
      urgentHeadStartHours: values.urgentHeadStartHours,
      emergencyHeadStartHours: values.emergencyHeadStartHours,
    },
  };
}

/** The ledger of places knows no offer and no journey of more than a day. */
function within(
  most: number,
  setting: Setting<unknown>,
  items: readonly string[],
  name: 'offerMinutes' | 'journeyMinutes',
): PerKind {
  const limit = readPerKind(items, DEFAULT_LIMITS[name].standard);
  if (largestOf(limit) > most) throw wrong(setting);
  return limit;
}

function wrong({ variable, expects }: Setting<unknown>): SettingsError {
  return new SettingsError([{ variable, problem: 'wrong', expects }]);
}
