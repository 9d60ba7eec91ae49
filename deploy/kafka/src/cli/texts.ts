import { ruleText, type Change, type Remark } from '../plan/plan-changes.js';
import type { TopicState } from '../plan/state.js';
import type { SetupError } from '../setup-error.js';

export type Language = 'fr' | 'en';
type Bilingual = Readonly<Record<Language, string>>;

/** The language of the terminal: English where it says so, else French. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => (value ?? '') !== '');
  return locale?.toLowerCase().startsWith('en') === true ? 'en' : 'fr';
}

export const HELP: Bilingual = {
  fr: `npm run kafka:apply -- [options]

Rend les sujets et les droits de Kafka conformes à deploy/kafka/topics.yaml et acls.yaml, et écrit la différence :
+ ce qui s’ajoute, - ce qui s’en va, ! ce qui n’est pas à nous de changer.

  --dry-run             écrire la différence, ne rien changer
  --departments a,b     les services municipaux qui publient scellé ; « none » : aucun. Sinon HAVRE_INGRESS_DEPARTMENTS ;
                        sans l’un ni l’autre, leurs sujets et leurs droits restent ce qu’ils sont
  --users DOSSIER       créer les utilisateurs SCRAM-SHA-512 qui manquent : un fichier par mot de passe, au nom du principal
  --new-passwords       avec --users : donner aussi ces mots de passe à ceux qui existent
  --data DOSSIER        d’autres topics.yaml et acls.yaml

Réglages : HAVRE_KAFKA_BROKERS, HAVRE_KAFKA_USERNAME, HAVRE_KAFKA_PASSWORD (ou _FILE), HAVRE_KAFKA_TLS,
HAVRE_KAFKA_CA_FILE, HAVRE_RETENTION_DAYS.
Codes de sortie : 0 plus rien ne diffère ; 1 quelque chose diffère encore (avec --dry-run aussi) ; 2 option, réglage ou
données fautifs ; 3 Kafka n’a pas répondu, ou a refusé.
`,
  en: `npm run kafka:apply -- [options]

Makes Kafka's topics and rights what deploy/kafka/topics.yaml and acls.yaml say, and prints the difference:
+ what is added, - what goes, ! what is not ours to change.

  --dry-run             print the difference, change nothing
  --departments a,b     the departments that publish sealed events; "none" for none. Else HAVRE_INGRESS_DEPARTMENTS;
                        without either, their topics and rights stay as they are
  --users FOLDER        make the SCRAM-SHA-512 users that are missing: one file a password, named after the principal
  --new-passwords       with --users: give these passwords to those that exist, too
  --data FOLDER         other topics.yaml and acls.yaml

Settings: HAVRE_KAFKA_BROKERS, HAVRE_KAFKA_USERNAME, HAVRE_KAFKA_PASSWORD (or _FILE), HAVRE_KAFKA_TLS,
HAVRE_KAFKA_CA_FILE, HAVRE_RETENTION_DAYS.
Exit codes: 0 nothing differs any more; 1 something still differs (with --dry-run, too); 2 wrong option, setting or data;
3 Kafka did not answer, or refused.
`,
};

export const SUMMARY = {
  same: { fr: 'Kafka est conforme.', en: 'Kafka is as it should be.' },
  applied: { fr: 'Appliqué : Kafka est conforme.', en: 'Applied: Kafka is as it should be.' },
  differs: { fr: 'Rien n’a été changé.', en: 'Nothing was changed.' },
  stillDiffers: {
    fr: 'Appliqué, mais voici ce qui diffère encore :',
    en: 'Applied, but this still differs:',
  },
} satisfies Readonly<Record<string, Bilingual>>;

/** The lines of a change: `-` what it was, `+` what it becomes. */
export function changeLines(change: Change): readonly string[] {
  switch (change.kind) {
    case 'create-topic':
      return [`+ topic ${change.topic.name} ${describe(change.topic)}`];
    case 'add-partitions':
      return [
        `- topic ${change.topic} partitions=${change.from}`,
        `+ topic ${change.topic} partitions=${change.to}`,
      ];
    case 'set-config':
      return [
        ...(change.from === undefined ? [] : [`- topic ${change.topic} ${change.name}=${change.from}`]),
        `+ topic ${change.topic} ${change.name}=${change.to}`,
      ];
    case 'allow':
      return [`+ ${ruleText(change.rule)}`];
    case 'take-back':
      return [`- ${ruleText(change.rule)}`];
  }
}

export function userLine(name: string, isNew: boolean): string {
  return isNew ? `+ user ${name} SCRAM-SHA-512` : `+ user ${name} password`;
}

function describe({ partitions, replicas, configs }: TopicState): string {
  const settings = Object.entries(configs).map(([name, value]) => `${name}=${value}`);
  return [`partitions=${partitions}`, `replicas=${replicas}`, ...settings].join(' ');
}

/** What is said of something that stays as it is. */
export function remarkLine(remark: Remark, language: Language): string {
  const texts = remarkTexts(remark);
  return `! ${texts[language]}`;
}

function remarkTexts(remark: Remark): Bilingual {
  switch (remark.kind) {
    case 'more-partitions': {
      const { topic, found, wanted } = remark;
      return {
        fr: `topic ${topic} : ${found} partitions au lieu de ${wanted} ; Kafka n’en retire pas`,
        en: `topic ${topic}: ${found} partitions instead of ${wanted}; Kafka takes none away`,
      };
    }
    case 'other-replicas': {
      const { topic, found, wanted } = remark;
      return {
        fr: `topic ${topic} : ${found} copies au lieu de ${wanted} ; à déplacer avec kafka-reassign-partitions`,
        en: `topic ${topic}: ${found} copies instead of ${wanted}; move them with kafka-reassign-partitions`,
      };
    }
    case 'further-config': {
      const { topic, name, value } = remark;
      return {
        fr: `topic ${topic} : ${name}=${value} n’est pas dans les données`,
        en: `topic ${topic}: ${name}=${value} is not in the data`,
      };
    }
    case 'rule-of-others': {
      const rule = ruleText(remark.rule);
      return {
        fr: `droit de quelqu’un d’autre sur nos sujets : ${rule}`,
        en: `somebody else’s right on our topics: ${rule}`,
      };
    }
  }
}

const ERRORS: Readonly<Record<SetupError['code'], Bilingual>> = {
  usage: { fr: 'option fautive', en: 'wrong option' },
  setting: { fr: 'réglage absent ou fautif', en: 'missing or wrong setting' },
  data: { fr: 'données fautives', en: 'wrong data' },
  secret: { fr: 'mot de passe de moins de 20 caractères', en: 'password of fewer than 20 characters' },
  unreachable: { fr: 'Kafka ne répond pas', en: 'Kafka does not answer' },
  refused: { fr: 'Kafka a refusé', en: 'Kafka refused' },
  trust: {
    fr: 'le certificat de Kafka n’est pas signé par une autorité reconnue',
    en: 'no authority that is trusted here has signed Kafka’s certificate',
  },
};

export function errorLine({ code, detail }: SetupError, language: Language): string {
  return `kafka:apply: ${ERRORS[code][language]}: ${detail}`;
}
