import { View } from '@tarojs/components';
import { PrivateImage } from '@/components';
import type { PhotoState } from '@/components/use-seen';
import './photos.scss';

export interface Photo {
  fileId: string | undefined;
  label: string;
  shape?: 'portrait';
}

/** The photos of one person side by side, as large as a decision needs. `onState`: see `useSeen`. */
export function Photos({ of, onState }: { of: readonly Photo[]; onState?: (fileId: string, state: PhotoState) => void }) {
  return (
    <View className="officer-photos">
      {of.map(
        ({ fileId, label, shape }) =>
          fileId && (
            <View key={fileId} className={shape === 'portrait' ? 'officer-portrait' : 'officer-card'}>
              <PrivateImage fileId={fileId} label={label} shape={shape} onState={onState} />
            </View>
          ),
      )}
    </View>
  );
}
