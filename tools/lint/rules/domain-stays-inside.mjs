import { dirname, resolve, sep } from 'node:path';
import { importVisitor } from './restricted-import.mjs';

const DOMAIN = `${sep}domain${sep}`;

/** A file under `domain/` imports relative modules of that same `domain/` only: decisions know no use case and no store. */
export const domainStaysInside = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { leaves: "'{{specifier}}' leaves domain/: pass what it needs in as data." },
  },
  create(context) {
    const end = context.filename.lastIndexOf(DOMAIN);
    if (end < 0) return {};
    const domain = context.filename.slice(0, end + DOMAIN.length);
    return importVisitor((node) => {
      const specifier = node?.value;
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      if (resolve(dirname(context.filename), specifier).startsWith(domain)) return;
      context.report({ node, messageId: 'leaves', data: { specifier } });
    });
  },
};
