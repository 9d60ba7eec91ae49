/** The eight departments of the fictional demo city; each publishes intakes under its own CloudEvents `source`. */
export const DEMO_DEPARTMENTS = [
  { id: 'accueil', name: { fr: 'Accueil et orientation', en: 'Reception and orientation' } },
  { id: 'urgence-sociale', name: { fr: 'Urgence sociale', en: 'Social emergency' } },
  { id: 'sante', name: { fr: 'Santé de proximité', en: 'Neighbourhood health' } },
  { id: 'habitation', name: { fr: 'Habitation', en: 'Housing' } },
  { id: 'jeunesse', name: { fr: 'Jeunesse', en: 'Youth' } },
  { id: 'loisirs', name: { fr: 'Loisirs et sports', en: 'Recreation and sports' } },
  { id: 'bibliotheques', name: { fr: 'Bibliothèques', en: 'Libraries' } },
  { id: 'service-311', name: { fr: 'Service 311', en: '311 service' } },
] as const;

/** `source` of a demo department, as its events carry it. */
export function departmentSource(id: string): string {
  return `/departments/${id}`;
}
