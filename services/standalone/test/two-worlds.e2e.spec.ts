import { Night } from './night/support/night.js';
import { liveThrough } from './worlds/day.js';
import { describeTwoWorlds } from './worlds/describe-two-worlds.js';

describeTwoWorlds('the log in PostgreSQL', async (world) => {
  const night = new Night();
  try {
    await night.begin();
    return await liveThrough(night, world);
  } finally {
    await night.end();
  }
});
