/** The limits that the domain decides by (`Limits`). */
export const LIMITS = Symbol('LIMITS');

/** Where the service is: time zone and first language (`CitySettings`). */
export const CITY = Symbol('CITY');

/** When and how much the clock works (`SweepSettings`). */
export const SWEEP_SETTINGS = Symbol('SWEEP_SETTINGS');

/** A random number below a bound (`RandomBelow`). */
export const RANDOM_BELOW = Symbol('RANDOM_BELOW');
