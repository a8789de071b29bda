export default definePageConfig({ navigationBarTitleText: '继续教育与延期', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
