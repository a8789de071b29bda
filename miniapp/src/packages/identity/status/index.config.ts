export default definePageConfig({ navigationBarTitleText: '实名认证', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
