import {
  SHARED_SETTINGS,
  defineSettings,
  integerSetting,
  servicePortSetting,
  textSetting,
  urlSetting,
  type Setting,
  type SettingsValues,
} from '@havre/service';

const HTTP = ['http', 'https'];

function upstreamSetting(service: string, port: number): Setting<string> {
  return urlSetting(`HAVRE_${service.toUpperCase().replaceAll('-', '_')}_URL`, HTTP, {
    default: `http://127.0.0.1:${port}`,
    description: {
      fr: `Où admin trouve le service ${service}.`,
      en: `Where admin finds the ${service} service.`,
    },
  });
}

/** What admin reads beside what every service reads. It does not start without credentials, both ways. */
export const ADMIN_SETTINGS = {
  keysFile: textSetting('HAVRE_KEYS_FILE', {
    required: true,
    description: SHARED_SETTINGS.keysFile.description,
  }),
  opsKey: textSetting('HAVRE_OPS_KEY', {
    required: true,
    secret: true,
    minLength: 24,
    description: SHARED_SETTINGS.opsKey.description,
  }),
  port: servicePortSetting('admin'),
  policyGateUrl: upstreamSetting('policy-gate', 4100),
  feedUrl: upstreamSetting('feed', 4200),
  referralUrl: upstreamSetting('referral', 4400),
  capacityUrl: upstreamSetting('capacity', 4500),
  upstreamTimeoutMs: integerSetting('HAVRE_ADMIN_TIMEOUT_MS', {
    default: 3_000,
    min: 50,
    max: 60_000,
    unit: { fr: 'millisecondes', en: 'milliseconds' },
    description: {
      fr: 'Temps laissé à un service pour répondre à admin ; au-delà, il est montré comme injoignable.',
      en: 'Time that a service has to answer admin; after that it is shown as down.',
    },
  }),
} as const;

export const adminSettings = defineSettings({ ...SHARED_SETTINGS, ...ADMIN_SETTINGS });

export type AdminSettings = SettingsValues<(typeof adminSettings)['settings']>;
