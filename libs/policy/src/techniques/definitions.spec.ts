import { describeTechniques } from '../testing/describe-techniques.js';

describeTechniques({
  'acronyms that the document explains': {
    dropped: [
      // What is explained as a status is one.
      { kind: 'PR', legend: 'PR = permanent resident' },
      { kind: 'PR', legend: 'PR = perm. res.' },
      { n: '9 DA ce soir', legende: "DA = demandeur d'asile" },
      { doc: 'DDA', legende: "DDA = document du demandeur d'asile" },
      { kind: 'WP', client: 'PR', legend: 'PR = public relations' },
      // What is said of somebody, or beside anything else of a status.
      { n: 'PR since 2019, landed', legend: 'PR = public relations' },
      { n: 'got her PR, legend below', legend: 'PR = public relations' },
      { n: 'PR card lost', legend: 'PR = public relations' },
      { statut: 'RP', legende: 'RP = relations publiques' },
      { category: 'PR', legend: 'PR = public relations', beside: 'WP exp in May' },
      { category: 'PR', legend: 'PR = public relations', visa: 'none' },
      { n: 'audience à la SPR lundi', legende: 'SPR = salle pour repas' },
      // One of a list explained leaves the others.
      { categorie: 'CC/RP/DA', legende: 'RP = rencontre de parents' },
      // Without its letters, without a sign, or as the outcome of something.
      { n: 'famille DA de 4', legende: 'DA = bananes' },
      { category: 'PR', legend: 'PR = pending review' },
      { n: 'famille DA de 4', m: "don alimentaire à l'entrée" },
      { n: 'famille DA de 4', DA: 'don alimentaire' },
      // No acronym that is nothing else.
      { n: 'IFHP expired', legend: 'IFHP = indoor fun, hot pizza' },
      // Something else in the document.
      { n: '9 DA ce soir', legende: 'DA = don alimentaire', m: 'elle est sans-papiers' },
      { n: '9 DA ce soir', legende: 'DA = don alimentaire', m: 'passés par Roxham en août' },
    ],
    cleared: [
      { ligne: { usager: 'U-31', doc: 'DDA' }, legende: "DDA = demande d'aide alimentaire" },
      { xml: "<contact cat='RP' depuis='2019'/>", xsd: 'cat: RP = relations publiques' },
      { n: '9 DA ce soir, DA = dons alim., deux sacs' },
      { case: { type: 'H&C', stage: '1st shift' }, key: 'H&C = heating and cooling' },
      { n: 'famille DA de 4', legende: { DA: 'dîner en après-midi' } },
      { n: '9 DA ce soir', aide: 'dons alimentaires (DA)' },
      {
        categorie: 'CC/RP/DA',
        legende: 'CC = chambre commune; RP = rencontre de parents; DA = don alimentaire',
      },
    ],
  },
});
