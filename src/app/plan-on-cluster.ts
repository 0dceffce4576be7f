import type { PlanJson } from '../report/plan/plan.ts';
import type { PlannedSweep } from './plan-sweep.ts';

/** What a plan tells of the cluster that jobs of it would go to, which is asked for that; nothing where all run on this machine. */
export async function clusterJson({
  cluster,
  sweep,
}: Pick<PlannedSweep, 'cluster' | 'sweep'>): Promise<Pick<PlanJson, 'cluster'>> {
  if (cluster === null) return {};
  const [{ clusterPlanOf }, { controllerOf }] = await Promise.all([
    import('./machine/cluster-plan.ts'),
    import('./machine/clusters.ts'),
  ]);
  return {
    cluster: await clusterPlanOf(
      cluster,
      controllerOf(cluster, () => sweep.root),
    ),
  };
}
