import {
  choice,
  closed,
  dateTime,
  decimal,
  described,
  distinct,
  flag,
  fullDate,
  list,
  text,
  whole,
  type Static,
} from './schema.js';

/** Pattern of lower-case words joined by hyphens. */
export const SLUG = '^[a-z0-9]+(-[a-z0-9]+)*$';

/** Pattern of a UUID in lower case. */
export const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';

/** Pattern of a department's `source`. */
export const DEPARTMENT = '^/departments/[a-z0-9]+(-[a-z0-9]+)*$';

/** Pattern of a provider's `source`. */
export const PROVIDER = '^/providers/[a-z0-9]+(-[a-z0-9]+)*$';

export const uuid = text(UUID, 36, 36);
export const slug = text(SLUG, 64);
export const serviceId = described('Code public du service', 'Public code of the service', text(SLUG, 64, 3));
export const intakeId = described('Demande d’origine', 'The intake it comes from', uuid);
export const holdId = described(
  'Réservation de places, sans lien avec une personne pour qui tient les places',
  'Hold on places, opaque to whoever counts the places',
  uuid,
);
export const publisher = described(
  'Service municipal qui a publié la demande',
  'Department that published the intake',
  text(DEPARTMENT, 128),
);
export const partnerSource = described(
  'Partenaire qui a publié l’événement',
  'Partner that published the event',
  text('^/(departments|providers)/[a-z0-9]+(-[a-z0-9]+)*$', 128),
);
export const providerSource = described('Organisme', 'Provider', text(PROVIDER, 128));
export const area = described('Secteur de la ville, codé', 'Area of the city, coded', slug);

export const language = described(
  'Langue (étiquette BCP 47)',
  'Language (BCP 47 tag)',
  text('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$', 12, 2),
);

export const kind = described(
  'Genre de besoin ou de service',
  'Kind of need or service',
  choice(['shelter', 'housing', 'food', 'health', 'integration', 'recreation']),
);
export const unitType = described(
  'Unité comptée',
  'Unit that is counted',
  choice(['bed', 'room', 'unit', 'appointment', 'parcel', 'seat']),
);
export const priority = described('Priorité', 'Priority', choice(['emergency', 'urgent', 'routine']));
export const ageGroup = choice(['infant', 'child', 'youth', 'adult', 'senior']);
export const gender = choice(['woman', 'man', 'another']);

export const accessibility = described(
  'Accessibilité',
  'Accessibility',
  distinct(
    choice([
      'step-free',
      'ground-floor',
      'accessible-bathroom',
      'hearing-support',
      'visual-support',
      'refrigerated-medication',
      'low-stimulation',
    ]),
    0,
    7,
  ),
);

export const taxonomy = described(
  'Code de taxonomie, jamais interprété',
  'Taxonomy code, kept opaque',
  closed({ scheme: choice(['open-eligibility', '211']), code: text('^[A-Za-z0-9.\\-]{1,40}$', 40) }),
);

export const household = described(
  'Composition du ménage: personne n’est nommé',
  'Make-up of the household: nobody is named',
  closed({ members: list(closed({ ageGroup }, { gender }), 1, 20) }),
);

export const pets = described(
  'Animaux',
  'Pets',
  list(closed({ kind: choice(['dog', 'cat', 'other']) }, { weightKg: whole(1, 100) }), 0, 5),
);

export const clockTime = text('^([01][0-9]|2[0-3]):[0-5][0-9]$', 5, 5);

export const need = described(
  'Un besoin',
  'One need',
  closed(
    { kind, priority },
    {
      taxonomy,
      unitType,
      quantity: described('Nombre d’unités', 'How many units', whole(1, 20)),
      date: described('Jour voulu', 'Wanted day', fullDate),
      between: described(
        'Heures locales entre lesquelles un rendez-vous convient, la seconde exclue',
        'Local times between which an appointment suits, the second excluded',
        closed({ from: clockTime, to: clockTime }),
      ),
      requires: described(
        'Préférences que la demande rend obligatoires',
        'Preferences that the intake makes mandatory',
        distinct(choice(['language', 'area', 'gender-specific']), 0, 3),
      ),
    },
  ),
);

export const withdrawalReason = described(
  'Raison du retrait',
  'Why it is withdrawn',
  choice(['found-elsewhere', 'changed-mind', 'entered-in-error', 'unreachable']),
);
export const interpreter = described('Interprète requis', 'An interpreter is needed', flag);
export const sleeps = described('Nombre de couchages', 'How many it sleeps', whole(1, 20));
export const quantity = described('Nombre d’unités', 'How many units', whole(1, 20));
export const placeDate = described(
  'Nuit ou jour local auquel la place appartient',
  'Local night or day the place belongs to',
  fullDate,
);
export const placeTime = described(
  'Heure locale à laquelle la place commence, pour un rendez-vous',
  'Local time at which the place starts, for an appointment',
  clockTime,
);
export const placeCount = whole(0, 100_000);
export const instant = dateTime;

export const spokenCode = described(
  'Code à dire à la porte: deux mots et deux chiffres',
  'Code to say at the door: two words and two digits',
  text("^[\\p{L}\\p{M}\\p{N}' \\-]{3,40}$", 40, 3),
);

export const location = described(
  'Position publique du service',
  'Public position of the service',
  closed({ latitude: decimal(-90, 90), longitude: decimal(-180, 180) }),
);

/** Kind of need or service. */
export type NeedKind = Static<typeof kind>;
/** What a place is counted in. */
export type UnitType = Static<typeof unitType>;
/** How soon a need must be met. */
export type Priority = Static<typeof priority>;
export type AgeGroup = Static<typeof ageGroup>;
export type Gender = Static<typeof gender>;
/** Make-up of a household; nobody is named. */
export type Household = Static<typeof household>;
export type HouseholdMember = Household['members'][number];
export type Pet = Static<typeof pets>[number];
/** One accessibility code. */
export type Accessibility = Static<typeof accessibility>[number];
export type Taxonomy = Static<typeof taxonomy>;
/** One coded need of an intake. */
export type Need = Static<typeof need>;
export type Location = Static<typeof location>;
