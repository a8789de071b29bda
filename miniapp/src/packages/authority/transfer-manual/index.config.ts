export default definePageConfig({ navigationBarTitleText: '转岗人工核验' });
