export default definePageConfig({ navigationBarTitleText: '操作留痕', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
