import { runService } from '@havre/service';
import { createDemoCity } from './create-demo-city.js';

await runService(createDemoCity);
