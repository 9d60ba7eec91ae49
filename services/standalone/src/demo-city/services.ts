import type { EventData } from '@havre/events';
import { FOOD_AND_HEALTH_SERVICES } from './food-and-health-services.js';
import { INTEGRATION_AND_RECREATION_SERVICES } from './integration-and-recreation-services.js';
import { SHELTER_AND_HOUSING_SERVICES } from './shelter-and-housing-services.js';

/** One fictional service of the demo city: who offers it, what the directory says of it, and its first report. */
export interface DemoService {
  readonly id: string;
  /** Identifier of the provider; its events carry the source `/providers/<provider>`. */
  readonly provider: string;
  readonly listed: EventData<'havre.service.listed.v1'>;
  readonly units: EventData<'havre.capacity.reported.v1'>['units'];
}

/** The twenty-five fictional services of the demo city, over the six kinds. Any likeness to a real one is chance. */
export const DEMO_SERVICES: readonly DemoService[] = [
  ...SHELTER_AND_HOUSING_SERVICES,
  ...FOOD_AND_HEALTH_SERVICES,
  ...INTEGRATION_AND_RECREATION_SERVICES,
];

/** `source` of a demo provider, as its events carry it. */
export function providerSource(id: string): string {
  return `/providers/${id}`;
}

/** Identifiers of the demo city's providers, each once, in the order of the directory. */
export function demoProviders(): readonly string[] {
  return [...new Set(DEMO_SERVICES.map((service) => service.provider))];
}
