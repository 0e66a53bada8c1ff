/** "11:47", "1:02:09": a place in a clip. */
export const placeIn = (seconds: number): string => {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours === 0 ? `${two(minutes)}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`;
};

/** Where a clip is read from (contracts/ipc/video.ts). */
export const clipUrl = (id: string): string => `/video/${id}`;
