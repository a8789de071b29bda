export default definePageConfig({ navigationBarTitleText: '重复持证', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
