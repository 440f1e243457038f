/** How long leases last. */
export interface LeaseOptions {
  /** How long a worker may be silent before its job goes to another. In milliseconds, 10,000 at least. Default: 60,000. */
  readonly leaseMs?: number | undefined;
}
