import { relative, sep } from 'node:path';

const FORBIDDEN = new Set(['utils', 'util', 'common', 'helpers', 'helper', 'shared', 'core']);
const KEBAB = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** File and folder names: kebab-case between the dots, and none of the names that say nothing about what is inside. */
export const fileName = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      kebab: "'{{name}}' is not kebab-case.",
      forbidden: "'{{name}}' says nothing about what is inside: name it after what it holds.",
    },
  },
  create(context) {
    return {
      Program(node) {
        const segments = relative(context.cwd, context.filename).split(sep);
        for (const segment of segments) {
          const parts = segment.split('.').filter((part) => part !== '');
          const forbidden = parts.find((part) => FORBIDDEN.has(part));
          if (forbidden !== undefined)
            context.report({ node, messageId: 'forbidden', data: { name: segment } });
          else if (!parts.every((part) => KEBAB.test(part)))
            context.report({ node, messageId: 'kebab', data: { name: segment } });
        }
      },
    };
  },
};
