/** Keys of a job that a line can say, each as a sweep file has it. */
export type Resources = Readonly<Partial<Record<'gpus' | 'gpu_ids' | 'slots' | 'priority', string>>>;
