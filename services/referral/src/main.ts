import { runService } from '@havre/service';
import { createReferral } from './create-referral.js';

await runService((environment) => createReferral(environment));
