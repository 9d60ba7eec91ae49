import 'reflect-metadata';
import { runService } from '@havre/service';
import { createStandalone } from './host/create-standalone.js';

await runService(createStandalone);
