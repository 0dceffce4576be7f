/** How names begin that every sweep has, such as `job.id`: no axis is called so. */
export const GIVEN = /^(?:job|sweep|host|needs)(?=\.)/;
