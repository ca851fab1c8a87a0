/** Whether this browser can make a film of a canvas. */
export const canFilm = (): boolean => "MediaRecorder" in window && MediaRecorder.isTypeSupported("video/webm");
