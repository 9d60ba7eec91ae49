import { describeTechniques } from '../testing/describe-techniques.js';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');

describeTechniques({
  'names without their vowels': {
    dropped: [
      { hh: [{ rel: 'self', stdy_prmt: 'clsd' }] },
      { WRK_PRMT_XPRY: '2027-04' },
      { rsdncyStts: 2 },
      { prm_rsdnt: 'y' },
      { imgrt_ctg: 'B' },
      { asyl_skr: 1 },
      { cntry_ctz: 'x' },
      { rmvl_ordr: 'x' },
      { lndng_dte: 'x' },
    ],
    cleared: [
      { bldg_prmt: 'x' },
      { wk_pmt: 40 },
      { rsrvtn_stts: 2 },
      { prm_mtg: 'y' },
      { img_ctg: 'B' },
      { cntry_cd: 'x' },
      { snw_rmvl_ordr: 'x' },
      { lndg_pg: 'x' },
    ],
  },
  'options of a question': {
    dropped: [
      {
        form: [
          ['q', 'Group?'],
          ['choices', 'CIT|PR|REF|n/a'],
        ],
      },
      { key: 'WP/SP/VR' },
      { legend: '1=PR, 2=TRP, 3=visitor' },
      { opts: 'citoyen; résident permanent; visiteur' },
      { column: 'GAR\nPSR\nBVOR' },
    ],
    cleared: [
      {
        form: [
          ['q', 'Group?'],
          ['choices', 'A|B|AB|n/a'],
        ],
      },
      { key: 'visitor/staff/volunteer' },
      { legend: '1=PR office, 2=press' },
      { opts: 'locataire; résident; visiteur' },
    ],
  },
  'cells of a table': {
    dropped: [
      { tsv: 'who\tmeal\tnote\nWren\tsoup\t"asylum decision pending"\nOwl\tsoup\t' },
      { csv: 'bed,night,comment\n4,Mon,"no papers, two kids"\n5,Tue,quiet' },
      { list: 'bed|needs\n4|work permit\n5|towel' },
    ],
    cleared: [
      { tsv: 'who\tmeal\tnote\nWren\tsoup\t"parking decision pending"\nOwl\tsoup\t' },
      { csv: 'bed,night,comment\n4,Mon,"no towels, two kids"\n5,Tue,quiet' },
      { list: 'bed|needs\n4|parking permit\n5|towel' },
    ],
  },
  'encoded twice': {
    dropped: [
      { blob: base64(hex('undocumented, with a baby')) },
      { blob: base64(base64('refugee claimant, room 2')) },
    ],
    cleared: [
      { blob: base64(hex('undocumented leak upstairs, unit 4')) },
      { blob: base64(base64('insurance claim, room 2')) },
    ],
  },
  'digits for letters in a short word too': {
    dropped: [{ nota: 's1n p4p3l3s, dos hijas' }, { note: 'n0 p4p3rs, b3d f0r tw0' }],
    cleared: [{ nota: 's1n f13bre, dos hijas' }, { note: 'n0 p4rk1ng, b3d f0r tw0' }],
  },
  'an error in each of two words': {
    dropped: [
      { note: 'has a wurk permitt until fall' },
      { note: 'rezident permanant, deux lits' },
      { note: 'foriegn wroker, bunk 3' },
      { note: "demendeuse d'azile, arrive ce soir" },
    ],
    cleared: [
      { note: 'has a studio permitt until fall' },
      { note: 'résidence pertinente, deux lits' },
      { note: 'foreman and his wroker, bunk 3' },
      { note: "demande d'asperges, arrive ce soir" },
    ],
  },
  'acronyms beside a word that tells': {
    dropped: [
      { line: 'PGWP ends Friday, then what' },
      { line: 'TRP until spring' },
      { demande: 'sans son CAQ, bail à signer' },
      { line: 'lawyer will restore as worker' },
    ],
    cleared: [
      { line: 'PSI ends Friday, then what' },
      { line: 'open until spring' },
      { demande: 'sans son sac, bail à signer' },
      { line: 'carpenter will restore as new' },
    ],
  },
  'words with another sense': {
    dropped: [
      { claimantStage: 'before the board' },
      { aufenthaltstitel: 'x' },
      { undocumented: true },
      { claim: { eligibilityInterviewAt: '2026-05-03T10:00' } },
      { canStatus: 'PR' },
      { note: 'la famille est sans papiers' },
      { note: 'she was born stateless' },
      { note: 'travailleur agricole temporaire, logé à la ferme' },
    ],
    cleared: [
      { claimantStage: 'adjuster comes Monday, burst pipe and flood' },
      { claimantStatus: 'EI, two weeks left' },
      { aufenthaltsraum: 'x' },
      { undocumentedExpenses: true },
      { eligibilityInterviewAt: '2026-05-03T10:00', by: 'daycare' },
      { shelf: { canStatus: 'dented', soup: 4 } },
      { slug: 'bureau-sans-papier' },
      { note: 'the booking api is stateless, restart it' },
      { title: 'Travailleuse de milieu temporaire' },
      { note: 'renew the kiln permit' },
      { kind: 'Rental deposit protection claim' },
    ],
  },
});
