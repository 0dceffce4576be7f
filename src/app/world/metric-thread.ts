import { parentPort } from 'node:worker_threads';
import { readMetrics, type MetricsOrder } from './metric-files.ts';

/*
 * A thread that reads what attempts have left, for a `MetricReader`: it says `null` when it is ready, and answers each order with what it has read.
 */
parentPort?.on('message', (order: MetricsOrder) => {
  parentPort?.postMessage(readMetrics(order));
});
parentPort?.postMessage(null);
