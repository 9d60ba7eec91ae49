import { type DemoKeys, tokenOf } from '../demo-city/demo-keys.js';
import type { Language } from './welcome.js';

const TEXT = {
  fr: {
    tryIt: 'À copier, ligne par ligne, dans un autre terminal :',
    publish: '1. Accueil publie un besoin : un lit pour un adulte et son chien. Réponse : 202 et un reçu.',
    watch: '2. La Maison Bonaventure voit arriver l’offre.',
    accept: '3. Elle l’accepte.',
    outcome:
      '4. Accueil lit la suite : l’état, jusqu’à quand la place est gardée, le code à dire à la porte.',
    drop: '5. Un événement qui porte un statut d’immigration n’entre pas. Réponse : 422, et rien n’est gardé.',
  },
  en: {
    tryIt: 'To copy, line by line, into another terminal:',
    publish: '1. Accueil publishes a need: a bed for one adult and a dog. Answer: 202 and a receipt.',
    watch: '2. Maison Bonaventure sees the offer arrive.',
    accept: '3. It accepts.',
    outcome:
      '4. Accueil reads what follows: the state, until when the place is kept, the code to say at the door.',
    drop: '5. An event that carries an immigration status does not enter. Answer: 422, and nothing is kept.',
  },
} as const;

/** Only Maison Bonaventure takes dogs, so that the walkthrough knows where the offer goes. */
const INTAKE_DATA =
  '{"household":{"members":[{"ageGroup":"adult"}]},"language":"fr","pets":[{"kind":"dog","weightKg":12}],' +
  '"needs":[{"kind":"shelter","unitType":"bed","priority":"urgent"}]}';
/** The same intake with one more field, which no schema has and the gate drops. */
const DROPPED_DATA = INTAKE_DATA.replace('"language"', '"immigrationStatus":"refugee claimant","language"');

/** Lines for a POSIX shell with `curl`: publish, watch, accept, read, and one event that is dropped. */
export function renderWalkthrough(
  language: Language,
  urls: Readonly<Record<'policyGate' | 'feed', string>>,
  demo: DemoKeys,
): string[] {
  const text = TEXT[language];
  const department = `-H 'authorization: Bearer ${tokenOf(demo, 'accueil')}'`;
  const provider = `-H 'authorization: Bearer ${tokenOf(demo, 'maison-bonaventure')}'`;
  const publish = (key: string, event: string): string =>
    `curl -sS ${urls.policyGate}/v1/events ${key} -H 'content-type: application/cloudevents+json' -d '${event}'; echo`;
  const referrals = `curl -sS ${urls.feed}/v1/referrals`;
  return [
    text.tryIt,
    '',
    `# ${text.publish}`,
    publish(department, intakeEvent(`walk-'$(date +%s)'`, INTAKE_DATA)),
    '',
    `# ${text.watch}`,
    `${referrals} ${provider}; echo`,
    '',
    `# ${text.accept}`,
    `REFERRAL=$(${referrals}?state=offered ${provider} | grep -o '"referralId":"[^"]*"' | head -n 1 | cut -d '"' -f 4)`,
    publish(
      provider,
      `{"specversion":"1.0","id":"accept-'$REFERRAL'","source":"/providers/maison-bonaventure",` +
        `"type":"havre.referral.accepted.v1","subject":"'$REFERRAL'","data":{}}`,
    ),
    '',
    `# ${text.outcome}`,
    `${referrals} ${department}; echo`,
    '',
    `# ${text.drop}`,
    publish(department, intakeEvent('walk-dropped', DROPPED_DATA)),
    '',
  ];
}

function intakeEvent(id: string, data: string): string {
  return (
    `{"specversion":"1.0","id":"${id}","source":"/departments/accueil",` +
    `"type":"havre.intake.received.v1","data":${data}}`
  );
}
