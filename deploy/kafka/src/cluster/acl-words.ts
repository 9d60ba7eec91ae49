import { AclOperations, AclPermissionTypes, ResourcePatternTypes, ResourceTypes } from '@platformatic/kafka';
import type { AclRule } from '../plan/state.js';
import { SetupError } from '../setup-error.js';

/** A rule in the numbers of the protocol. */
export interface NumberedAcl {
  readonly principal: string;
  readonly host: string;
  readonly resourceName: string;
  readonly operation: number;
  readonly permissionType: number;
  readonly resourceType: number;
  readonly resourcePatternType: number;
}

/** Matches every rule that there is. */
export const ANY_ACL = {
  principal: null,
  host: null,
  resourceName: null,
  operation: AclOperations.ANY,
  permissionType: AclPermissionTypes.ANY,
  resourceType: ResourceTypes.ANY,
  resourcePatternType: ResourcePatternTypes.ANY,
};

export function toAcl(rule: AclRule) {
  return {
    principal: rule.principal,
    host: rule.host,
    resourceName: rule.resourceName,
    operation: numberOf(AclOperations, rule.operation),
    permissionType: numberOf(AclPermissionTypes, rule.permission),
    resourceType: numberOf(ResourceTypes, rule.resourceType),
    resourcePatternType: numberOf(ResourcePatternTypes, rule.pattern),
  };
}

export function fromAcl(acl: NumberedAcl): AclRule {
  return {
    principal: acl.principal,
    host: acl.host,
    resourceName: acl.resourceName,
    operation: wordOf(AclOperations, acl.operation),
    permission: wordOf(AclPermissionTypes, acl.permissionType) === 'DENY' ? 'DENY' : 'ALLOW',
    resourceType: wordOf(ResourceTypes, acl.resourceType),
    pattern: wordOf(ResourcePatternTypes, acl.resourcePatternType),
  };
}

function numberOf<T extends Readonly<Record<string, number>>>(words: T, word: string): T[keyof T] {
  const found = Object.entries(words).find(([name]) => name === word);
  if (found === undefined) throw new SetupError('data', word);
  return found[1] as T[keyof T];
}

function wordOf(words: Readonly<Record<string, number>>, number: number): string {
  return Object.entries(words).find(([, value]) => value === number)?.[0] ?? 'UNKNOWN';
}
