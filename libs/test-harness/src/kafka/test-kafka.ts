/** A real Kafka broker. */
export interface TestKafka {
  /** `host:port` of each, on 127.0.0.1 unless it was given. */
  readonly brokers: readonly string[];
  /** Where it comes from. */
  readonly kind: 'given' | 'docker' | 'jars';
  /** PEM file of the authority that signed the broker's certificate; only with `tls`. */
  readonly caFile?: string | undefined;
  /** Lets go of it; ends it when it is this caller's own. */
  stop(): Promise<void>;
}

/** A broker of this caller's own, which may be hurt. Address and data survive kill and restart. */
export interface TestKafkaServer extends TestKafka {
  /** Everything that the broker writes; absent when that is inside a container. */
  readonly folder?: string | undefined;
  /** SIGKILL, data kept; follow with `restart()`. */
  kill(): Promise<void>;
  /** Starts it again, stopping it first when it runs; resolves when it serves (after SIGKILL some seconds later). */
  restart(): Promise<void>;
  /** Freezes it: connections stay open, nothing answers. */
  suspend(): Promise<void>;
  resume(): Promise<void>;
}

export interface KafkaUser {
  readonly name: string;
  readonly password: string;
  /** A super user needs no ACL. */
  readonly isSuper?: boolean;
}

export interface KafkaOptions {
  /** A broker of one's own, that may be killed; otherwise one serves the whole run, so use names of your own. */
  readonly dedicated?: boolean;
  /** SCRAM-SHA-512 users: turns on SASL and deny-by-default ACLs. Dedicated, from jars only. */
  readonly users?: readonly KafkaUser[];
  /** TLS for clients, with an authority of its own (see `caFile`). Dedicated, from jars only; needs openssl. */
  readonly tls?: boolean;
  /** Broker properties added to, or put in place of, the defaults. Dedicated only. */
  readonly properties?: Readonly<Record<string, string>>;
  /** In place of the options that make a short life start fast. Dedicated, from jars only. */
  readonly jvmOptions?: readonly string[];
}

export const KAFKA_VERSION = '4.3.1';
