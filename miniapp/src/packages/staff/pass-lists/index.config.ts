export default definePageConfig({ navigationBarTitleText: '发放证书', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
