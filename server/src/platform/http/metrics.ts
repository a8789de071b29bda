import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The process's figures for /metrics. Labels are route patterns, never addresses with ids. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const requestSeconds = new Histogram({
  name: 'jzt_request_seconds',
  help: 'Seconds from the first byte of a request to its answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
});

export const outboxDelivered = new Counter({
  name: 'jzt_outbox_total',
  help: 'Deliveries of the outbox by topic and outcome',
  labelNames: ['topic', 'outcome'],
  registers: [metrics],
});
