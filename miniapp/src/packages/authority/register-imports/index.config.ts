export default definePageConfig({ navigationBarTitleText: '导入已有证书' });
