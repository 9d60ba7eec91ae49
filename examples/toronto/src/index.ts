export { providerSource, toListing } from './city/listing.js';
export { parseNights, type Night } from './city/night.js';
export { parseShelters, withoutCapacity, type Sector, type Shelter } from './city/shelter.js';
export { drawFrom, type Draw } from './replay/draw.js';
export { counted, planNight, type NightPlan } from './replay/night-plan.js';
