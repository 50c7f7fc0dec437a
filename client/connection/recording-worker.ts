import { tellRecording } from './tell-recording.ts';

/** A worker that reads one recording, and posts what tellRecording tells of it. */
addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  void tellRecording(data.stream(), (told) => postMessage(told));
});
