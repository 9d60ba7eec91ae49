/**
 * Languages that a phrase can name, as BCP 47 tags without a region: a language, never a country. The tag of the
 * household itself is `language` in the intake, which takes any.
 */
export const LANGUAGE_CODES = (
  'fr en es ht ar pt zh yue pa ur hi bn ta te gu ml ne si fa prs ps ku tr ru uk pl ro hu cs bg sr hr sq el it de ' +
  'nl sv fi he yi vi km lo my tl id ms th ja ko mn am ti so om sw rw rn ln lg wo ff bm ha yo ig tw kg mg uz kk az ' +
  'ka hy iu cr oj mic moe atj qu kek ase fcs'
).split(' ');
