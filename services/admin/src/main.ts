import { runService } from '@havre/service';
import { createAdmin } from './create-admin.js';

await runService(createAdmin);
