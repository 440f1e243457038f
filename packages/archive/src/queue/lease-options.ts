/** How long leases last. */
export interface LeaseOptions {
  /** How long a worker may be silent before its job goes to another. In milliseconds, 10,000 at least. Default: 60,000. */
  readonly leaseMs?: number | undefined;
  /** How often a job goes to another worker when workers end with it, before it counts as failed. Default: 20. */
  readonly retryLimit?: number | undefined;
}
