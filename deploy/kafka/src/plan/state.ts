/** A topic as it should be, or as it is. */
export interface TopicState {
  readonly name: string;
  readonly partitions: number;
  readonly replicas: number;
  /** Settings of the topic's own; what it has from the broker is not among them. */
  readonly configs: Readonly<Record<string, string>>;
}

/** One rule of the authorizer, in the words of Kafka's own tools. */
export interface AclRule {
  /** `User:name` */
  readonly principal: string;
  readonly permission: 'ALLOW' | 'DENY';
  /** `READ`, `WRITE`… */
  readonly operation: string;
  /** `TOPIC`, `GROUP`… */
  readonly resourceType: string;
  readonly resourceName: string;
  readonly pattern: string;
  readonly host: string;
}

export interface WantedState {
  readonly topics: readonly TopicState[];
  readonly rules: readonly AclRule[];
  /** Principals whose rules are ours to take back. */
  readonly isOurs: (principal: string) => boolean;
  /** Principals that the data speak of, those included whose rules stay as they are for now. */
  readonly isKnown: (principal: string) => boolean;
}

export interface ClusterState {
  readonly brokers: number;
  readonly topics: readonly TopicState[];
  readonly rules: readonly AclRule[];
}
