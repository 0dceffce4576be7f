/** What of a host folder is a reservation: one file each, of the user whom its name names. */
export const BOOKING_NAME = /^reserved-(\d{1,10})-([0-9a-f]{8})\.json$/;

export function isBookingName(name: string): boolean {
  return BOOKING_NAME.test(name);
}
