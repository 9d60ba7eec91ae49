const { env } = require('node:process');
const swcJest = require('@swc/jest');

/** Compiles as always, after the changes of `HAVRE_MUTANT`: `[{ path, find, replace }]`. */
const changes = JSON.parse(env.HAVRE_MUTANT ?? '[]');

exports.createTransformer = (options) => {
  const swc = swcJest.createTransformer(options);
  return {
    ...swc,
    process: (source, path, context) => swc.process(mutated(source, path), path, context),
    processAsync: (source, path, context) => swc.processAsync(mutated(source, path), path, context),
    getCacheKey: (source, path, context) => swc.getCacheKey(mutated(source, path), path, context),
  };
};

function mutated(source, path) {
  return changes
    .filter((change) => change.path === path)
    .reduce((text, { find, replace }) => text.replace(find, () => replace), source);
}
