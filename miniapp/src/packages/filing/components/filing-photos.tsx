import { View } from '@tarojs/components';
import { FILING_PART_LABELS, FILING_PARTS, type Filing } from '@jzt/shared/contract/filing';
import { Card, PrivateImage } from '@/components';
import './filing-photos.scss';

/** What was uploaded, each with its name, to be enlarged. */
export function FilingPhotos({ filing }: { filing: Filing }) {
  return (
    <Card title="上传的资料">
      <View className="filing-photos">
        {FILING_PARTS.map((part) => {
          const fileId = filing.files[part];
          return (
            fileId && (
              <View key={part}>
                <View className="filing-photo-name">{FILING_PART_LABELS[part]}</View>
                <PrivateImage
                  fileId={fileId}
                  label={FILING_PART_LABELS[part]}
                  shape={part === 'idFront' || part === 'idBack' ? 'card' : 'portrait'}
                />
              </View>
            )
          );
        })}
      </View>
    </Card>
  );
}
