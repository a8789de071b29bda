export default definePageConfig({ navigationBarTitleText: '证书详情', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
