export default definePageConfig({ navigationBarTitleText: '免试申领', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
