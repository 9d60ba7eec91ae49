import { runService } from '@havre/service';
import { createCapacity } from './create-capacity.js';

await runService((environment) => createCapacity(environment));
