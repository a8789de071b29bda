export default definePageConfig({ navigationBarTitleText: '选择培训机构' });
