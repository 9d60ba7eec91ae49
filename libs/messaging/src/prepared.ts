/**
 * How a statement begins that each connection of a service's pool is to prepare (see `PreparingClient` of `@havre/service`): one
 * that is long, run all the time and whose text never changes. To any other client it is a comment.
 */
export const PREPARED = '/* prepared */';
