/** What a run leaves for the judge: what was sent and acknowledged, what the log holds, what the tables and feeds say. */
export interface Evidence {
  readonly sent: readonly SentEvent[];
  /** Every record of every topic, in the order of its partition. */
  readonly log: readonly LogRecord[];
  readonly tables: Tables;
  readonly feeds: readonly FeedEvidence[];
  /** What was wrong in the ledger when it was looked at during the run. */
  readonly ledgerSightings: readonly LedgerSighting[];
  /** Places occupied at the beginning, by service. */
  readonly occupiedAtStart: ReadonlyMap<string, number>;
}

/** One event that the traffic sent, again and again until it was acknowledged. Its mark is unique in the run. */
export interface SentEvent {
  /** The event's id at the door. */
  readonly mark: string;
  readonly keyId: string;
  readonly type: string;
  /** Events of one line were sent one after the other, each after the acknowledgement of the one before. */
  readonly line?: string;
  readonly subject?: string;
  /** Of an intake: how many needs. */
  readonly needs?: number;
  /** Of a walk-in or a departure: how many places. */
  readonly quantity?: number;
  /** Of a report: the number of places that no other report says. */
  readonly total?: number;
  readonly sentAt: number;
  acknowledged?: Acknowledgement;
  /** The door's final refusal of an event that is in order. */
  refused?: string;
  /** Receipts of later sendings of the same event that were not the first one's. */
  readonly otherReceipts: string[];
}

export interface Acknowledgement {
  readonly at: number;
  readonly receipt: string;
  readonly subject: string;
}

export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  /** Rises within a partition. */
  readonly offset: number;
  readonly key: string;
  readonly id: string;
  readonly type: string;
  /** Id of the event that led to this one. */
  readonly cause?: string;
  /** Of an intake: its mark, which it carries in its content. */
  readonly mark?: string;
  readonly intakeId?: string;
  readonly needIndex?: number;
  readonly holdId?: string;
  readonly quantity?: number;
  readonly reason?: string;
}

export interface Tables {
  readonly referrals: readonly ReferralRow[];
  readonly ledger: readonly LedgerRow[];
  /** Ids of events that the service has taken in. */
  readonly inboxes: Readonly<Record<'referral' | 'capacity' | 'feed', ReadonlySet<string>>>;
  /** Walk-ins and departures in the ledger, by the receipt of what said them. */
  readonly movements: ReadonlySet<string>;
  /** Live holds for which no referral stands. */
  readonly holdsOfNobody: number;
  /** Records put aside, events still to be relayed, statements that wait for a listing. */
  readonly parked: number;
  readonly unrelayed: number;
}

export interface ReferralRow {
  readonly id: string;
  readonly intakeId: string;
  readonly state: string;
  readonly holdId: string | null;
}

export interface LedgerRow {
  readonly serviceId: string;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly deficit: number;
  /** Sum of the live holds. */
  readonly liveHolds: number;
  readonly reportedTotal: number;
}

export interface LedgerSighting {
  readonly at: number;
  readonly wrongRows: number;
}

/** One partner's feed: read whole at the end, and as it was followed during the run. */
export interface FeedEvidence {
  readonly keyId: string;
  readonly whole: readonly FeedItem[];
  readonly followed: readonly string[];
}

export interface FeedItem {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
}

/** Something that must not be. `at`: when the event was acknowledged, or when it was seen. */
export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'order' | 'double-held' | 'no-end' | 'left-over' | 'refused' | 'ended';
  /** A fixed phrase; the subject names the event or the entity by its id only. */
  readonly what: string;
  readonly subject: string;
  readonly at?: number;
  /** How many, where one finding stands for several. */
  readonly count?: number;
}
