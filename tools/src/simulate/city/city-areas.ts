import type { Location } from '@havre/events';

/** An area of the simulated city and its middle. */
export interface CityArea {
  readonly name: string;
  readonly centre: Location;
}

const area = (name: string, latitude: number, longitude: number): CityArea => ({
  name,
  centre: { latitude, longitude },
});

/** Areas as far apart as boroughs of Montréal; the services in them are invented. */
export const CITY_AREAS: readonly [CityArea, ...CityArea[]] = [
  area('ville-marie', 45.509, -73.561),
  area('plateau', 45.523, -73.583),
  area('sud-ouest', 45.466, -73.587),
  area('rosemont', 45.548, -73.582),
  area('villeray', 45.551, -73.618),
  area('hochelaga', 45.545, -73.541),
  area('ahuntsic', 45.556, -73.668),
  area('verdun', 45.458, -73.569),
  area('saint-laurent', 45.501, -73.69),
  area('lachine', 45.438, -73.689),
  area('lasalle', 45.431, -73.634),
  area('montreal-nord', 45.601, -73.632),
];
